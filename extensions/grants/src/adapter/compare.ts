import type { GrantApplication } from '@grant/schema';
import type { CaseRecord } from './store/cases.ts';
import { keysOf } from './store/employers.ts';
import type { Unit } from './work.ts';
export async function compareWithOthers(_unit: Unit, _current: CaseRecord, application: GrantApplication, _numberIndex: string) { return keysOf(application); }
