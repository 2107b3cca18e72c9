import { addFirstTables } from './0001-first.ts';
import { addCalling } from './0002-calling.ts';
import { addBoard } from './0003-board.ts';
import { addReview } from './0004-review.ts';
import { addMerging } from './0005-merging.ts';
import { addImportMap } from './0006-import-map.ts';
import { addStageSums } from './0007-stage-sums.ts';
import { addUserExternal } from './0008-user-external.ts';
import { addFieldChoices } from './0009-field-choices.ts';
import { addAnyNoun } from './0010-any-noun.ts';
import { addClaimTerminal } from './0011-claim-terminal.ts';
import { addFieldPast } from './0012-field-past.ts';
import { addQueuePlace } from './0013-queue-place.ts';
import { addPhoneExtension } from './0014-phone-extension.ts';
import { addEventCursor } from './0015-event-cursor.ts';
import { addPicklists } from './0016-picklists.ts';
import { addPeople } from './0017-people.ts';
import { addFieldSettings } from './0018-field-settings.ts';
import { addRules } from './0019-rules.ts';
import { addMeetings } from './0020-meetings.ts';
import { indexNamesakes } from './0021-namesakes.ts';
import { addBoardViews } from './0022-board-views.ts';
import { addRates } from './0023-rates.ts';
import { addWorker } from './0024-worker.ts';
import { addSavedReports } from './0025-saved-reports.ts';
import { addViews } from './0026-views.ts';
import { addWebhooks } from './0027-webhooks.ts';
import { addAbsences } from './0028-absences.ts';
import { addNouns } from './0029-nouns.ts';
import { addLifecycle } from './0030-lifecycle.ts';
import { addAddressLabels } from './0031-address-labels.ts';
import { addCases } from './0032-cases.ts';
import { addPurchases } from './0033-purchases.ts';
import { addTargets } from './0034-targets.ts';
import { addStoredFiles } from './0035-stored-files.ts';
import { addTeams } from './0036-teams.ts';
import { addServiceLevels } from './0037-service-levels.ts';
import { addTemplates } from './0038-templates.ts';
import { addLines } from './0039-lines.ts';
import { addForecastCalls } from './0040-forecast-calls.ts';
import { addDocuments } from './0041-documents.ts';
import { addCaseReopened } from './0042-case-reopened.ts';
import { addRecordLists } from './0043-record-lists.ts';
import { addDashboards } from './0044-dashboards.ts';
import { addScores } from './0045-scores.ts';
import { addCompliance } from './0046-compliance.ts';
import { coverStageHistory } from './0047-stage-history-index.ts';
import { addProfiles } from './0048-profiles.ts';
import { addCampaigns } from './0049-campaigns.ts';
import { addMail } from './0050-mail.ts';
import { addAssignment } from './0051-assignment.ts';
import { addIncomingMail } from './0052-incoming-mail.ts';
import { addSequences } from './0053-sequences.ts';
import { addMailFolders } from './0054-mail-folders.ts';
import { countCallQueue } from './0055-count-call-queue.ts';
import { addPriceBooks } from './0056-price-books.ts';
import { addQuotes } from './0057-quotes.ts';
import { addTiers } from './0058-tiers.ts';
import { addRenewals } from './0059-renewals.ts';
import { addMemberReasons } from './0060-member-reasons.ts';
import { addSegmentMembers } from './0061-segment-members.ts';
import { addContracts } from './0062-contracts.ts';
import { addCampaignStatuses } from './0063-campaign-statuses.ts';
import { addOtherProfiles } from './0064-other-profiles.ts';
import { addDocumentsOfAll } from './0065-documents-of-all.ts';
import { nameCampaignsOfPeople } from './0066-campaigns-of-people.ts';
import { addHoursOfMails } from './0067-hours-of-mails.ts';
import { addMailsOfCampaigns } from './0068-mails-of-campaigns.ts';
import { addForecastAmounts } from './0069-forecast-amounts.ts';
import { addVersionsOfTouches } from './0070-versions-of-touches.ts';
import { findDealsOfOwners } from './0071-deals-of-owners.ts';
import { mergeMore } from './0072-merging-of-more.ts';
import { addSearchOfCampaigns } from './0073-search-of-campaigns.ts';
import { addCopiesToSend } from './0074-copies-to-send.ts';
import { addMailboxProblems } from './0075-mailbox-problems.ts';
import { mergeAll } from './0076-merging-of-all.ts';
import { addStartsPerDay } from './0077-starts-a-day.ts';
import { findIncomingLetters } from './0078-incoming-letters.ts';
import { addAssetsOfCases } from './0079-assets-of-cases.ts';
import { addTagsOfAll } from './0080-tags-of-all.ts';
import { addAttendees } from './0081-attendees.ts';
import type { Migration } from './migration.ts';

/** The steps of the schema; the number of each is its place in the list, from 1. */
export const MIGRATIONS: readonly Migration[] = [
  addFirstTables,
  addCalling,
  addBoard,
  addReview,
  addMerging,
  addImportMap,
  addStageSums,
  addUserExternal,
  addFieldChoices,
  addAnyNoun,
  addClaimTerminal,
  addFieldPast,
  addQueuePlace,
  addPhoneExtension,
  addEventCursor,
  addPicklists,
  addPeople,
  addFieldSettings,
  addRules,
  addMeetings,
  indexNamesakes,
  addBoardViews,
  addRates,
  addWorker,
  addSavedReports,
  addViews,
  addWebhooks,
  addAbsences,
  addNouns,
  addLifecycle,
  addAddressLabels,
  addCases,
  addPurchases,
  addTargets,
  addStoredFiles,
  addTeams,
  addServiceLevels,
  addTemplates,
  addLines,
  addForecastCalls,
  addDocuments,
  addCaseReopened,
  addRecordLists,
  addDashboards,
  addScores,
  addCompliance,
  coverStageHistory,
  addProfiles,
  addCampaigns,
  addMail,
  addAssignment,
  addIncomingMail,
  addSequences,
  addMailFolders,
  countCallQueue,
  addPriceBooks,
  addQuotes,
  addTiers,
  addRenewals,
  addMemberReasons,
  addSegmentMembers,
  addContracts,
  addCampaignStatuses,
  addOtherProfiles,
  addDocumentsOfAll,
  nameCampaignsOfPeople,
  addHoursOfMails,
  addMailsOfCampaigns,
  addForecastAmounts,
  addVersionsOfTouches,
  findDealsOfOwners,
  mergeMore,
  addSearchOfCampaigns,
  addCopiesToSend,
  addMailboxProblems,
  mergeAll,
  addStartsPerDay,
  findIncomingLetters,
  addAssetsOfCases,
  addTagsOfAll,
  addAttendees,
];
