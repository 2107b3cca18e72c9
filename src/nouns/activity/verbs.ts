import type { RecordVerbs } from '../shared/verbs.ts';

export function activityVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'activity add "Sent the brochure" --type email --contact 7',
        'activity add "Kick-off" --type meeting --opp 7 --at "yesterday 3pm" --duration 1h',
      ],
      description:
        'Adds an activity as it is; a note unless --type is given. To log what just happened, use crm log: it also updates the lead and plans the next step.',
      title: { help: 'what was said', question: 'what happened?', values: (body) => ({ body }) },
      asked: ['body', 'type', 'lead', 'contact', 'account', 'opp'],
    },
    list: {
      examples: [
        'activity list --type call --since -7d',
        "activity list --where 'outcome = interested' --csv",
      ],
    },
    show: { shows: 'fields and related record', examples: ['activity show 1', 'activity show 1 --json'] },
    edit: {
      examples: [
        'activity edit 1 --subject "First call"',
        'activity edit 1 --outcome connected --duration 5m',
      ],
      asked: ['subject', 'body', 'at', 'duration', 'outcome'],
    },
    rm: { examples: ['activity rm 1 --yes', 'activity rm 2 3 --yes'] },
    import: {
      examples: [
        'activity import activities.csv --default type=note',
        'activity import activities.csv --dry-run',
      ],
    },
    export: {
      examples: [
        'activity export --type call --since -30d',
        'activity export --output activities.csv --excel',
      ],
    },
  };
}
