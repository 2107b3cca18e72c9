import type { Files } from './folder.ts';

/** A weekly export of Salesforce, of a team of two. */
export const SALESFORCE: Files = {
  'User.csv': `Id,Username,LastName,FirstName,Name,Email,IsActive
005000000000001AAA,ann@acme.example,Lee,Ann,Ann Lee,ann@acme.example,1
005000000000002AAA,bob@acme.example,Ray,Bob,Bob Ray,bob@acme.example,0
`,
  'Account.csv': `Id,IsDeleted,MasterRecordId,Name,Type,ParentId,BillingStreet,BillingCity,BillingState,BillingPostalCode,BillingCountry,Phone,Website,Industry,NumberOfEmployees,OwnerId,CreatedDate
001000000000001AAA,0,,Engines UK,Customer - Direct,001000000000002AAA,1 Mill Lane,Leeds,,LS1,UK,+44 20 7946 0001,engines.example,Steam,12,005000000000001AAA,2024-01-02T10:00:00.000Z
001000000000002AAA,0,,Engines Ltd,Customer - Direct,,,London,,,UK,,,,400,005000000000002AAA,2024-01-01T10:00:00.000Z
001000000000003AAA,0,,Quanta,,,,,,,,,,,,005000000000001AAA,2024-01-03T10:00:00.000Z
`,
  'Contact.csv': `Id,IsDeleted,AccountId,LastName,FirstName,Name,MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry,Phone,Email,Title,Department,LeadSource,OwnerId,CreatedDate
003000000000001AAA,0,001000000000001AAA,Byron,Ada,Ada Byron,,Leeds,,,UK,,ada@engines.example,Analyst,,Web,005000000000001AAA,2024-02-01T10:00:00.000Z
003000000000002AAA,0,001000000000003AAA,Born,Max,Max Born,,,,,,,max@quanta.example,Owner,,,005000000000002AAA,2024-02-02T10:00:00.000Z
`,
  'Lead.csv': `Id,IsDeleted,MasterRecordId,LastName,FirstName,Salutation,Name,Title,Company,Street,City,State,PostalCode,Country,Phone,MobilePhone,Fax,Email,Website,Description,LeadSource,Status,Industry,Rating,OwnerId,HasOptedOutOfEmail,DoNotCall,IsConverted,ConvertedDate,ConvertedAccountId,ConvertedContactId,ConvertedOpportunityId,CreatedDate,SystemModstamp
00Q000000000001AAA,0,,Born,Max,,Max Born,,Quanta,,,,,,,,,max@quanta.example,,,Web,Qualified,,Hot,005000000000002AAA,0,0,1,2024-03-01,001000000000003AAA,003000000000002AAA,006000000000002AAA,2024-01-15T10:00:00.000Z,
00Q000000000002AAA,0,,Ng,Eve,,Eve Ng,,Orchard,,,,,,+44 20 7946 0009,,,eve@orchard.example,,,Expo,Working - Contacted,,Warm,005000000000001AAA,1,1,0,,,,,2024-01-16T10:00:00.000Z,
`,
  'Opportunity.csv': `Id,IsDeleted,AccountId,IsPrivate,Name,Description,StageName,Amount,Probability,ExpectedRevenue,TotalOpportunityQuantity,CloseDate,Type,NextStep,LeadSource,IsClosed,IsWon,ForecastCategory,ForecastCategoryName,CampaignId,HasOpportunityLineItem,Pricebook2Id,OwnerId,CreatedDate
006000000000001AAA,0,001000000000001AAA,0,Big,,Needs Analysis,12000.00,25.0,3000,,2026-08-31,,Call Ada,Web,0,0,Pipeline,Pipeline,,0,,005000000000001AAA,2024-03-01T10:00:00.000Z
006000000000002AAA,0,001000000000003AAA,0,Small,,Closed Won,499.99,100.0,499.99,,2024-04-01,,,,1,1,Closed,Closed,,0,,005000000000002AAA,2024-03-01T10:00:00.000Z
`,
  'Task.csv': `Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority,IsHighPriority,OwnerId,Description,IsDeleted,AccountId,IsClosed,CreatedDate,TaskSubtype,CallDurationInSeconds,CallType,CallDisposition,CompletedDateTime
00T000000000001AAA,003000000000001AAA,006000000000001AAA,Send offer,2026-04-01,Not Started,High,1,005000000000001AAA,with price,0,001000000000001AAA,0,2026-03-01T10:00:00.000Z,Task,,,,
00T000000000002AAA,00Q000000000002AAA,,Call,2026-02-01,Completed,Normal,0,005000000000001AAA,wants a call in May,0,,1,2026-02-01T10:00:00.000Z,Call,120,Outbound,Answered,2026-02-01T10:05:00.000Z
`,
  'Event.csv': `Id,WhoId,WhatId,Subject,StartDateTime,EndDateTime,ActivityDateTime,Description,OwnerId,IsDeleted,AccountId,CreatedDate
00U000000000001AAA,003000000000002AAA,001000000000003AAA,Kick-off,2024-03-05T09:00:00.000Z,2024-03-05T10:00:00.000Z,2024-03-05T09:00:00.000Z,all well,005000000000002AAA,0,001000000000003AAA,2024-03-01T10:00:00.000Z
`,
  'Campaign.csv': `Id,IsDeleted,Name,ParentId,Type,Status,StartDate,EndDate,ExpectedRevenue,BudgetedCost,ActualCost,NumberOfLeads
701000000000001AAA,0,Expo,,Trade Show,Planned,2024-01-01,2024-02-01,1,2,3,4
`,
};
