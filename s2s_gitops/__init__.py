"""Configuration as code for Salesforce to Salesforce. Empty, so that importing one room loads no other."""

__version__ = "0.1.0"
