/**
 * What firms of one prefecture share without being one: an agent with its telephone and mail, the rooms of a building, the
 * number of a tax accountant, a mail provider, a name with the branch of the same family, twins at work in two firms.
 */
import { randomUUID } from 'node:crypto';
import { phoneKey } from '@grant/schema';
import { keyed, phone, TOWNS, type Firm } from './firms.ts';
import type { Random } from './random.ts';

const AGENTS = 200;
/** One for so many firms. */
const FIRMS_OF_ACCOUNTANT = 1_000;
const FIRMS_OF_BUILDING = 130;
const PROVIDERS = ['mail.example.com', 'net.example.ne.jp', 'biz.example.jp'];
/** Of a hundred firms. */
const SHARE = { agent: 35, building: 8, accountant: 2, provider: 40, sameName: 2, twins: 1 } as const;
/** Of a hundred that an agent files for: its contact stands in the form, and nobody says that it files. */
const UNNAMED = 5;

/** 手続代行者 who files for many firms. */
export interface MadeUpAgent {
  readonly id: string;
  /** Every second has an account and files online; the others file by post. */
  readonly account: string | null;
  readonly name: string;
  readonly phone: string;
  readonly mail: string;
}

/** Few of the list come often, most seldom. */
function skewed<T>(random: Random, list: readonly T[]): T {
  const share = random.below(1_000) / 1_000;
  return list[Math.floor(list.length * share * share)] as T;
}

export function agentsOf(random: Random): readonly MadeUpAgent[] {
  return Array.from({ length: AGENTS }, (_, index) => ({
    id: randomUUID(),
    account: index % 2 === 0 ? randomUUID() : null,
    name: `代行者${String(index)}`,
    phone: phone(random),
    mail: `sr${String(index)}@sr.example.jp`,
  }));
}

function filedBy(random: Random, agent: MadeUpAgent, firm: Firm): Firm {
  const named = !random.percent(UNNAMED);
  return {
    ...firm,
    agent: named ? agent.id : null,
    agentAccount: named ? agent.account : null,
    contactPhone: random.percent(70) ? phoneKey(agent.phone) : firm.contactPhone,
    contactEmail: random.percent(70) ? agent.mail : firm.contactEmail,
  };
}

/** A branch of one family: the same name and town, another lot, its own numbers. */
function branchOf(random: Random, other: Firm, firm: Firm): Firm {
  const family = (other.representativeName ?? '').split(' ')[0] ?? '';
  const given = (firm.representativeName ?? '').split(' ')[1] ?? '';
  return {
    ...firm,
    employerName: other.employerName,
    employerNameKana: other.employerNameKana,
    employerAddress: other.employerAddress.replace(/\d+$/u, String(101 + random.below(90))),
    representativeName: `${family} ${given}`,
  };
}

/** The same firms in the order they file, each with what it shares with others. */
export function sharing(
  random: Random,
  firms: readonly Firm[],
  agents: readonly MadeUpAgent[],
): readonly Firm[] {
  const several = (of: number): readonly undefined[] =>
    Array.from({ length: Math.max(1, Math.round(firms.length / of)) });
  const accountants = several(FIRMS_OF_ACCOUNTANT).map(() => phone(random));
  const buildings = several(FIRMS_OF_BUILDING).map(
    (_, index) =>
      `栃木県${random.of(TOWNS)}${String(1 + random.below(9))}-${String(1 + random.below(9))}-${String(index)}`,
  );
  const known = new Set<string>();
  return firms.map((own, index) => {
    let firm = own;
    const other = firms[random.below(Math.max(1, index))] as Firm;
    if (random.percent(SHARE.building)) {
      const floor = random.percent(50) ? `　第一ビル${String(1 + random.below(9))}階` : '';
      firm = { ...firm, employerAddress: `${skewed(random, buildings)}${floor}` };
    } else if (random.percent(SHARE.sameName) && index > 0) firm = branchOf(random, other, firm);
    if (random.percent(SHARE.twins) && index > 0) {
      const family = (other.employeeName ?? '').split(' ')[0] ?? '';
      const kana = (other.employeeNameKana ?? '').split(' ')[0] ?? '';
      firm = {
        ...firm,
        employeeName: `${family} ${(firm.employeeName ?? '').split(' ')[1] ?? ''}`,
        employeeNameKana: `${kana} ${(firm.employeeNameKana ?? '').split(' ')[1] ?? ''}`,
        employeeBirthOn: other.employeeBirthOn,
      };
    }
    if (random.percent(SHARE.provider))
      firm = { ...firm, contactEmail: `kaisha${String(index)}@${random.of(PROVIDERS)}` };
    if (random.percent(SHARE.agent)) firm = filedBy(random, skewed(random, agents), firm);
    else if (random.percent(SHARE.accountant)) {
      const shared = skewed(random, accountants);
      firm = random.percent(35)
        ? { ...firm, employerPhone: shared, contactPhone: phoneKey(shared) }
        : { ...firm, contactPhone: phoneKey(shared) };
    }
    const made = keyed(firm);
    const identity = `${made.nameKey ?? ''}/${made.addressKey ?? ''}`;
    // Two of one name at one address would be one firm.
    const kept = known.has(identity) ? own : made;
    known.add(identity);
    return kept;
  });
}
