/** The templates of the demo's mails to new leads. */
export const DEMO_TEMPLATES: readonly {
  readonly name: string;
  readonly subject: string;
  readonly body: string;
}[] = [
  {
    name: 'first-mail',
    subject: 'Heating costs {{ company | default: "in your buildings" }}',
    body: 'Hello {{ first_name | default: "there" }},\n\nour meters show where heat is lost. May I show you how, in ten minutes?\n\n{{ user }}',
  },
  {
    name: 'second-mail',
    subject: 'Where heat is lost',
    body: 'Hello {{ first_name | default: "there" }},\n\ncustomers of your size save about a tenth in the first winter. Shall we talk?\n\n{{ user }}',
  },
];

/** How the demo's team writes to and calls new leads. */
export const DEMO_SEQUENCE = {
  name: 'new-leads',
  text: `- day 0  email first-mail  window 9-11 their time
- +2d    call "Did you see my mail?"  skip after 3d
- +3d    email second-mail  reply-in-thread
stop on reply, meeting, answered call, status, opp`,
} as const;
