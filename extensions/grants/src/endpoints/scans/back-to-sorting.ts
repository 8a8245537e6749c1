import type { Actor } from '../../adapter/actor.ts';
import type { Unit } from '../../adapter/work.ts';
import type { StoredPaper } from '../../papers/stored-paper.ts';

/** 仕分けに戻す: pages that left a case wait among what was read and not yet filed; no number is proposed. */
export async function backToSorting(unit: Unit<Actor>, id: string, paper: StoredPaper): Promise<void> {
  const { file, originalName, sha256, pages } = paper;
  await unit.create('scans', {
    id,
    file,
    originalName,
    sha256,
    pages,
    marks: '[]',
    state: 'waiting',
    uploadedBy: unit.actor.id,
    uploadedAt: unit.moment.at,
  });
}
