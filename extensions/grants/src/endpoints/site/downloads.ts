import { publicAddress } from '../../adapter/setting.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { blankFormPdf, type PublicPaper } from '../../letters/blank-form.ts';
import { leafletPdf } from '../../letters/leaflet.ts';
import { mandateFormPdf } from '../../letters/mandate-form.ts';
import { dispositionOf, PDF_POLICY } from '../files.ts';
import type { Visit } from '../visit.ts';

type Render = (given: PublicPaper) => Promise<Uint8Array>;

// A version of the programme gives the same bytes for ever; drawn once, kept while the process lives.
const drawn = new Map<string, Promise<Uint8Array>>();

async function give(visit: Visit, name: string, render: Render): Promise<void> {
  const { versionId, figures, practice } = await currentProgramme(visit.office);
  const key = `${name} ${versionId}`;
  const portalUrl = `${publicAddress(visit.office.env)}/portal/`;
  const bytes = await (drawn.get(key) ?? keep(key, render({ figures, practice, portalUrl })));
  const { response } = visit;
  response.setHeader('Content-Type', 'application/pdf');
  response.setHeader('Content-Length', String(bytes.byteLength));
  response.setHeader('Content-Disposition', dispositionOf({ disposition: 'inline', name: `${name}.pdf` }));
  response.setHeader('Content-Security-Policy', PDF_POLICY);
  response.end(Buffer.from(bytes));
}

function keep(key: string, made: Promise<Uint8Array>): Promise<Uint8Array> {
  drawn.set(key, made);
  made.catch(() => drawn.delete(key));
  return made;
}

/** 支給申請書兼請求書（記入用）. */
export function giveForm(visit: Visit): Promise<void> {
  return give(visit, '支給申請書兼請求書', blankFormPdf);
}

/** 委任状（記入用）. */
export function giveMandateForm(visit: Visit): Promise<void> {
  return give(visit, '委任状', mandateFormPdf);
}

/** 制度のリーフレット. */
export function giveLeaflet(visit: Visit): Promise<void> {
  return give(visit, 'リーフレット', leafletPdf);
}
