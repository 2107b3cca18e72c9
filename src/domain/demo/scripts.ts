/** What callers of the demo say to leads of its campaigns: the campaign, and the script. */
export const DEMO_SCRIPTS: Readonly<Record<string, string>> = {
  'spring expo': `# Opening
Hello {{ first_name | default: "there" }}, we met at our stand at the spring expo.
You wanted to know what {{ company | default: "your company" }} pays for energy, site by site. Is it a good moment?

# Questions
How many sites do you run?
Who reads the meters today, and how long until you see the figures?
What happens when one site uses more than it should?

# Objection: we have no time
Installing takes half a day a site, and nobody has to stop work. May I send you the plan of one?

# Objection: too expensive
Most pay it back within a year. Let us work it out together with your last bill.

# Close
Shall we look at one of your sites together next week?
`,
  'metering webinar': `# Opening
Hello {{ first_name | default: "there" }}, you watched our webinar on metering. Thank you for that.
What made you look for it?

# Questions
What did you miss in the webinar?
Do you have to report energy for an audit this year?

# Objection: just looking
That is fine. Which figure would make it worth a second look?

# Close
I can show you the live figures of a plant in {{ country | default: "your country" }}. When does it suit you?
`,
};
