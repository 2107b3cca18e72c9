import type { Context } from '../../context.ts';
import { meetingWords } from '../../domain/call-metrics.ts';
import { outcomes } from '../../store/calls/outcomes.ts';
import type { CallQuestion } from '../../store/reports/calls.ts';
import type { DialSelection } from '../../store/reports/dials.ts';

/** These dials with what counts as a conversation, as configured, and as an agreed meeting, as the team says. */
export async function callQuestion(ctx: Context, dials: DialSelection): Promise<CallQuestion> {
  const { db } = await ctx.store();
  return {
    ...dials,
    conversationSeconds: Number(ctx.config.get('conversation_seconds')),
    meetingWords: meetingWords(await outcomes(db)),
  };
}
