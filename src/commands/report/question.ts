import type { Context } from '../../context.ts';
import { meetingWords } from '../../domain/call-metrics.ts';
import type { CallQuestion } from '../../store/reports/calls.ts';
import type { DialSelection } from '../../store/reports/dials.ts';

/** These dials with what counts as a conversation, for this user, and as an agreed meeting. */
export function callQuestion(ctx: Context, dials: DialSelection): CallQuestion {
  return {
    ...dials,
    conversationSeconds: Number(ctx.config.get('conversation_seconds')),
    meetingWords: meetingWords(),
  };
}
