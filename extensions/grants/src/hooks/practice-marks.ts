import type { Office, Row } from '../adapter/ports.ts';
import { inPractice } from '../adapter/setting.ts';
import type { Registry } from './registry.ts';

/** Registers whose rows belong to no case and to no programme: which side they are on follows from the office. */
const REGISTERS = ['consultations', 'information_requests', 'inquiries', 'pr_activities', 'scans'] as const;

/** 練習の印: written by the office, whatever was sent, by whatever door. The database lets nobody change it later. */
export function practiceMarks({ filter }: Registry, office: Office): void {
  for (const register of REGISTERS) {
    filter(`${register}.items.create`, (payload) => ({
      ...(payload as Row),
      practice: inPractice(office.env),
    }));
  }
}
