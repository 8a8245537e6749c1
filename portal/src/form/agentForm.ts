import type { VerbInput } from '@grant/schema';
import { ja } from '../locales/ja.ts';

/** 手続代行者の登録 as typed. */
export type AgentForm = VerbInput<'client.profile'>;

/** Nothing typed yet. */
export const emptyAgent: AgentForm = {
  name: '',
  office: '',
  qualification: '',
  registrationNumber: '',
  phone: '',
};

/** What is missing, by control; whether a number is one the server says. */
export function faultsOfAgent(form: AgentForm): { id: string; message: string }[] {
  return (Object.keys(emptyAgent) as (keyof AgentForm)[])
    .filter((key) => form[key].trim() === '')
    .map((key) => ({ id: key, message: `${ja.clients[key]}を入力してください。` }));
}

/** Faults that the server found, by control; empty for any other failure. */
export function faultsOfRefusal(facts: Readonly<Record<string, unknown>>): { id: string; message: string }[] {
  const { faults } = facts;
  if (!Array.isArray(faults)) return [];
  return (faults as { path?: unknown; message?: unknown }[]).flatMap(({ path, message }) =>
    typeof path === 'string' && typeof message === 'string'
      ? [{ id: path.replace(/^agent\./u, ''), message }]
      : [],
  );
}
