import { setPostalAgent, showPostalAgent } from './agent.ts';
import { listCustody, recordCustody } from './custody.ts';

/** 郵送の机: what is recorded of an envelope beside its answers. */
export const envelopeHandlers = {
  'intake.agent': showPostalAgent,
  'intake.setAgent': setPostalAgent,
  'custody.list': listCustody,
  'custody.record': recordCustody,
};
