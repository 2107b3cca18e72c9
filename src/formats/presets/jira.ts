import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';

const REQUEST: Layout = {
  subject: 'case',
  signatures: [
    ['Issue key', 'Issue Type', 'Reporter'],
    ['Issue key', 'Summary', 'Status'],
    ['Key', 'Issue Type', 'Summary', 'Reporter'],
    ['Work item key', 'Summary', 'Status'],
    ['Key', 'Work type', 'Summary', 'Reporter'],
  ],
  files: ['jira', 'issues'],
  columns: {
    ...forEachHeader(['Issue key', 'Work item key', 'Key'], 'external_id'),
    Summary: 'subject',
    Description: 'notes',
    Status: 'status',
    Priority: 'priority',
    ...forEachHeader(['Custom field (Request Type)', 'Request Type', 'Customer Request Type'], 'kind'),
    ...forEachHeader(
      ['Custom field (Request channel)', 'Request channel', 'Request channel type'],
      'channel',
    ),
    Assignee: 'owner',
    Reporter: 'contact',
    ...forEachHeader(
      ['Custom field (Organizations)', 'Custom field (Organisations)', 'Organizations', 'Organisations'],
      'account',
    ),
    ...forEachHeader(['Labels', 'Label'], 'tags'),
    Created: 'created_at',
    ...forEachHeader(['Resolved', 'Resolution date', 'Custom field (Resolved)'], 'solved_at'),
    Resolution: 'resolution',
    ...forEachHeader(
      [
        'Custom field (Satisfaction rating)',
        'Custom field (Satisfaction)',
        'Satisfaction rating',
        'Satisfaction',
      ],
      'satisfaction',
    ),
    ...droppedColumns(
      'Issue id|Work item id|Parent|Parent id|Parent key|Parent summary|Project key|Project name|Project type|Project lead|Project lead id|Project description|Project url|Status Category|Status Category Changed|Assignee Id|Reporter Id|Creator|Creator Id|Updated|Last Viewed|Due date|Votes|Watchers|Watchers Id|Original estimate|Remaining Estimate|Time Spent|Work Ratio|Σ Original Estimate|Σ Remaining Estimate|Σ Time Spent|Security Level|Environment|Log Work|Custom field (Rank)|Custom field (Development)|Custom field (Time to first response)|Custom field (Time to resolution)|Custom field (Time to done)|Custom field (Time to close after resolution)|Custom field (Request participants)|Custom field (Satisfaction date)|Custom field ([CHART] Date of First Response)|Custom field ([CHART] Time in Status)|Custom field (Open forms)|Custom field (Submitted forms)|Custom field (Locked forms)|Custom field (Total forms)|Custom field (Sentiment)|Custom field (Request language)',
    ),
  },
  noted: {
    ...forEachHeader(['Issue Type', 'Work type'], 'Type'),
    ...forEachHeader(['Component/s', 'Components'], 'Component'),
    ...forEachHeader(['Affects Version/s', 'Affects versions'], 'Affects'),
    ...forEachHeader(['Custom field (Impact)', 'Impact'], 'Impact'),
    ...forEachHeader(['Custom field (Urgency)', 'Urgency'], 'Urgency'),
    ...forEachHeader(['Comment', 'Comments'], 'Comment'),
  },
  words: {
    status: {
      'waiting for support': 'open',
      'waiting for approval': 'open',
      'work in progress': 'open',
      'under investigation': 'open',
      'awaiting implementation': 'open',
      implementing: 'open',
      'under review': 'open',
      'to do': 'open',
      todo: 'open',
      backlog: 'open',
      planning: 'open',
      'waiting for customer': 'waiting',
      blocked: 'waiting',
      done: 'closed',
      completed: 'solved',
      declined: 'closed',
      failed: 'closed',
    },
    priority: {
      blocker: 'urgent',
      highest: 'urgent',
      critical: 'urgent',
      major: 'high',
      medium: 'normal',
      minor: 'low',
      lowest: 'low',
      trivial: 'low',
    },
  },
  columnWords: {
    Assignee: { unassigned: '' },
    Resolution: { unresolved: '' },
    channel: { jira: 'web', email: 'email', portal: 'portal', api: 'web', widget: 'widget' },
  },
};

/** The desk of Atlassian. Its tables name people by their names alone. */
export const JIRA: Preset = {
  name: 'jira',
  label: 'Jira Service Management',
  proven: 'names',
  layouts: [REQUEST],
};
