// Asks one org what the test wants to know, with jsforce as it comes, and prints one JSON document.
// In: a JSON object with instanceUrl, accessToken, or login (what the constructor takes) and a user.
import { createRequire } from 'node:module';

const { Connection } = createRequire(`${process.env.CLIENTS}/`)('jsforce');
const given = JSON.parse(process.argv[2]);

const connection = new Connection({ version: '64.0', ...given.connection });
if (given.user) await connection.login(given.user.name, given.user.password);
if (given.grant) await connection.authorize(given.grant);

const codeOf = async (attempt) => {
  try {
    await attempt;
    return 'no error';
  } catch (error) {
    return error.errorCode ?? error.name;
  }
};

const leads = connection.sobject('Lead');
const told = { instanceUrl: connection.instanceUrl };
told.organization = (await connection.query('SELECT Id FROM Organization')).records[0].Id;
const contacts = await connection.query('SELECT Id FROM Contact', { autoFetch: true, maxFetch: 10000 });
told.contacts = { size: contacts.totalSize, fetched: contacts.records.length, done: contacts.done };
told.objects = (await connection.describeGlobal()).sobjects.map((one) => one.name);
told.fields = (await leads.describe()).fields.map((one) => one.name);
const made = await leads.create({ LastName: 'Lovelace', Company: 'Engines' });
told.made = [made.success, (await leads.retrieve(made.id)).Status];
told.updated = (await leads.update({ Id: made.id, Company: 'Looms' })).success;
told.found = (await leads.find({ Company: 'Looms' }, ['Id'])).map((one) => one.Id === made.id);
told.deleted = (await leads.destroy(made.id)).success;
told.again = await codeOf(leads.destroy(made.id));
told.missing = await codeOf(leads.create({ Company: 'Nobody' }));
told.unknown = await codeOf(connection.query('SELECT Id FROM XYZZY'));
const many = await leads.create([{ LastName: 'One', Company: 'A' }, { LastName: 'Two' }]);
told.many = many.map((one) => one.success || one.errors[0].statusCode);
told.gone = (await leads.destroy(many.filter((one) => one.success).map((one) => one.id)))[0].success;
told.limits = (await connection.limits()).DailyApiRequests.Max;
told.usage = connection.limitInfo.apiUsage.limit;
told.identity = (await connection.identity()).username;
console.log(JSON.stringify(told));
