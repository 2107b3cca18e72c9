import type { RecordVerbs } from '../shared/verbs.ts';

export function campaignVerbs(): RecordVerbs {
  return {
    add: {
      examples: [
        'campaign add "Spring fair" --type event --start 2027-03-08 --end 2027-03-10 --budget 12k',
        'campaign add "Expo follow-up" --parent "spring expo" --type mailing',
      ],
      description:
        'Adds a campaign. Leads and deals that name it in their field campaign belong to it; others join with crm campaign join.',
      title: {
        help: 'what it is called',
        question: 'what is the campaign called?',
        values: (name) => ({ name }),
      },
      asked: ['name', 'type', 'starts_on', 'ends_on', 'budget'],
    },
    list: {
      examples: ['campaign list', "campaign list --where 'cost > budget'", 'campaign list --status active'],
    },
    show: { shows: 'fields, parts and members', examples: ['campaign show 1', 'campaign show 1 --json'] },
    edit: {
      examples: ['campaign edit 1 --cost 11500 --status done', 'campaign edit 1 --name "Spring fair 2027"'],
      asked: ['name', 'type', 'status', 'cost', 'budget', 'starts_on', 'ends_on', 'notes'],
    },
    rm: { examples: ['campaign rm 1 --yes', 'campaign rm 1 2 --yes'] },
    import: {
      examples: ['campaign import campaigns.csv', 'campaign import campaigns.csv --dry-run'],
    },
    export: { examples: ['campaign export', 'campaign export --format jsonl'] },
  };
}
