import { employerKindLabels, mandateEndLabels, mandateStandingLabels, type VerbOutput } from '@grant/schema';
import { standingOf, type MandateRecord } from '../../adapter/store/mandates.ts';

/** 委任 as shown to its agent, its employer and the office. */
export type MandateView = VerbOutput<'mandate.show'>;

/** A mandate with its standing on a day. */
export function mandateView(mandate: MandateRecord, today: string): MandateView {
  const standing = standingOf(mandate, today);
  return {
    id: mandate.id,
    standing,
    standingLabel: mandateStandingLabels[standing],
    agentName: mandate.agentName,
    agentOffice: mandate.agentOffice ?? '',
    agentQualification: mandate.agentQualification ?? '',
    agentRegistrationNumber: mandate.agentRegistrationNumber ?? '',
    employerName: mandate.employerName,
    employerKindLabel: mandate.employerKind === null ? null : employerKindLabels[mandate.employerKind],
    corporateNumber: mandate.employerCorporateNumber,
    principalEmail: mandate.principalEmail,
    linked: mandate.principal !== null,
    startsOn: mandate.startsOn as MandateView['startsOn'],
    endsOn: mandate.endsOn as MandateView['endsOn'],
    declaredAt: mandate.declaredAt,
    confirmedAt: mandate.confirmedAt,
    endedAt: mandate.endedAt,
    endReason: mandate.endReason === null ? null : mandateEndLabels[mandate.endReason],
    hasPaper: mandate.paper !== null,
  };
}
