import { setPostalAgent, showPostalAgent } from './agent.ts';
import { listCustody, recordCustody } from './custody.ts';
import { correctDays } from './days.ts';

/** 郵送の机: what is recorded of an envelope beside its answers. */
export const envelopeHandlers = {
  'intake.agent': showPostalAgent,
  'intake.setAgent': setPostalAgent,
  'case.correctDays': correctDays,
  'custody.list': listCustody,
  'custody.record': recordCustody,
};
