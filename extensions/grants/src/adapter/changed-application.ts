import {
  answersSchema,
  parseAnswers,
  parseShape,
  unwrap,
  type Answers,
  type GrantApplication,
} from '@grant/schema';
import { refused } from './refused.ts';

/**
 * A submitted application with some answers typed anew, parsed as a whole by the rules of the form.
 * @throws INVALID_INPUT naming the new answers at fault, else whatever else keeps the whole from being read
 */
export function changedApplication(
  before: Answers,
  typed: Readonly<Record<string, unknown>>,
): GrantApplication {
  const changes = unwrap(parseShape(answersSchema, typed));
  const { application, invalid, missing } = parseAnswers({ ...before, ...changes });
  if (application !== null) return application;
  const touched = new Set(Object.keys(typed));
  const faults = [...missing, ...invalid].filter((fault) => touched.has(fault.key));
  const all =
    faults.length > 0 ? faults : [...missing, ...invalid].filter(({ key }) => !key.startsWith('account'));
  refused('INVALID_INPUT', { faults: all.map(({ path, message }) => ({ path, message })) });
}
