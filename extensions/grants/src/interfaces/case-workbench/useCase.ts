/** One case on screen: reads it, changes it through verbs, reads it again. Owns nothing but that. */
import { onUnmounted, ref } from 'vue';
import { duplicateVerdictLabels } from '@grant/schema';
import type { Conflict } from '../../desk/conflict.ts';
import { useAttempt } from '../../desk/useAttempt.ts';
import { useOnce } from '../../desk/useOnce.ts';
import { ADDED, pathOf, seenWith } from './event-input.ts';
import { changesBetween } from './changes.ts';
import { saidOf } from './input-words.ts';
import { sameFinding, wordsOfFinding } from './sameFinding.ts';
import type { Asked, DuplicateJudgement, DuplicateSet, Evidence, Finding, Mark, Workbench } from './types.ts';

/**
 * A letter is made within seconds of its act, and later where many are made at once.
 * @returns milliseconds until it is looked for once more
 */
export const pauseBefore = (look: number): number => (look <= 10 ? 3000 : 30_000);

/** @param caseId the case of this screen; the next one has a screen of its own */
export function useCase(caseId: string) {
  const office = useAttempt();
  const { get, post, codeOf, faultOf, fault, done, busy } = office;
  const once = useOnce(codeOf);
  const conflict = ref<Conflict | null>(null);
  const workbench = ref<Workbench | null>(null);
  // A counter makes the late answer of an earlier reading harmless.
  let reading = 0;
  /** The marks on their way. */
  let marking: Promise<void> = Promise.resolve();

  /** Reads the case as it stands; of two readings on their way the later one counts. */
  async function readNow(): Promise<void> {
    const mine = ++reading;
    const found = await get<Workbench>(`cases/${caseId}`);
    if (mine === reading) show(found);
  }
  /** Reads the case with all that was marked: a reading that a mark overtook is made once more. */
  async function read(): Promise<void> {
    const mine = ++reading;
    let marks: Promise<void>;
    let found: Workbench;
    do {
      await (marks = marking);
      found = await get<Workbench>(`cases/${caseId}`);
      if (mine !== reading) return;
    } while (marks !== marking);
    show(found);
  }
  function show(found: Workbench): void {
    workbench.value = found;
    lookForLetters();
  }

  let looks = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function lookForLetters(): void {
    clearTimeout(timer);
    const making = workbench.value?.letters.some((letter) => letter.madeAt === null) ?? false;
    looks = making ? looks + 1 : 0;
    // The letter shows at the next visit if the network fails meanwhile.
    if (making) timer = setTimeout(() => void read().catch(() => undefined), pauseBefore(looks));
  }
  onUnmounted(() => clearTimeout(timer));

  const attempt = (work: () => Promise<unknown>, said: string): Promise<boolean> =>
    office.attempt(async () => {
      await work();
      await read();
    }, said);

  async function open(): Promise<void> {
    // The admin app says '+' until it knows which item the page shows.
    if (caseId === '+') return;
    try {
      await read();
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  /** A question about the case as it stands now. */
  const put = (asked: Asked): Asked =>
    workbench.value === null ? asked : { ...asked, seen: workbench.value };
  const act = (asked: Asked, input: Record<string, unknown>): Promise<boolean> =>
    attempt(
      // What was marked a moment ago counts for the act: a recommendation asks that every finding is settled.
      async () => {
        await marking;
        const path = asked.path ?? `cases/${caseId}/${pathOf(asked.event)}`;
        const seen = asked.seen ?? workbench.value;
        const saw = seen === null ? { version: -1 } : seenWith(asked.event, seen);
        const said = asked.path === undefined ? { ...saw, ...input } : input;
        const sending = ADDED.has(asked.event)
          ? once(path, (key) => post(path, { ...said, ...key }))
          : post(path, said);
        await sending.catch((error: unknown) =>
          overtaken(
            error,
            asked.label,
            saidOf(input),
            {
              open: (now) =>
                asked.event === 'record_mailing' ||
                now.permittedEvents.some((one) => one.event === asked.event),
              // Both sides have been shown: done again, it is meant for the case as it is now.
              redo: () => act(put(asked), input),
            },
            seen,
          ),
        );
      },
      `「${asked.label}」を記録しました。`,
    );

  /** Reads the case again and keeps what was about to be done; every other refusal goes on its way. */
  async function overtaken(
    error: unknown,
    label: string,
    mine: Conflict['mine'],
    way: { readonly open: (now: Workbench) => boolean; readonly redo: () => Promise<boolean> },
    before: Workbench | null = workbench.value,
  ): Promise<void> {
    // What was recorded at first is shown behind what was typed since.
    if (codeOf(error) === 'ALREADY_RECORDED') await readNow().catch(() => undefined);
    if (codeOf(error) !== 'STALE_VERSION' || before === null) throw error;
    await readNow();
    const now: Workbench | null = workbench.value;
    if (now === null) throw error;
    conflict.value = {
      label,
      mine,
      changes: changesBetween(before, now),
      possible: way.open(now),
      redo: way.redo,
    };
    throw error;
  }
  async function redo(): Promise<boolean> {
    const again = conflict.value;
    conflict.value = null;
    return again === null ? false : again.redo();
  }
  function accept(): void {
    conflict.value = null;
    fault.value = null;
  }
  const setNow = (now: Workbench, setId: string) => now.duplicates.find(({ id }) => id === setId);
  /** @param seen the set as it was on the screen when the first of the judgements was chosen */
  const resolveDuplicate = (
    setId: string,
    members: readonly DuplicateJudgement[],
    seen: DuplicateSet | undefined = workbench.value === null ? undefined : setNow(workbench.value, setId),
  ): Promise<boolean> => {
    // What another has judged meanwhile stands; what is left of the judgements here can still be recorded.
    const left = (now: Workbench) => {
      const set = setNow(now, setId);
      const unjudged = set?.state === 'open' ? set.members.filter(({ verdict }) => verdict === null) : [];
      return members.filter((one) =>
        unjudged.some(({ applicationId }) => applicationId === one.applicationId),
      );
    };
    return attempt(async () => {
      const numberOf = (id: string): string =>
        seen?.members.find((one) => one.applicationId === id)?.receiptNumber ?? '番号なし';
      const judgements = members.map(({ applicationId, verdict, reason }) => ({
        label: numberOf(applicationId),
        value: `${duplicateVerdictLabels[verdict]}　${reason}`,
      }));
      // What was read behind the judgements is no part of what they were made from.
      const before = workbench.value && {
        ...workbench.value,
        duplicates: workbench.value.duplicates.map((set) => (seen?.id === set.id ? seen : set)),
      };
      const way = {
        open: (now: Workbench) => left(now).length > 0,
        redo: () => resolveDuplicate(setId, workbench.value === null ? members : left(workbench.value)),
      };
      await post(`duplicates/${setId}/resolve`, { seen: seen?.digest ?? '―', members }).catch(
        (error: unknown) => overtaken(error, '重複の判断', judgements, way, before),
      );
    }, '重複の判断を記録しました。');
  };
  const reopenDuplicate = (setId: string, reason: string): Promise<boolean> =>
    attempt(
      () =>
        post(`duplicates/${setId}/reopen`, { reason }).catch((error: unknown) =>
          overtaken(error, '重複の再確認', saidOf({ reason }), {
            open: (now) => setNow(now, setId)?.mayReopen ?? false,
            redo: () => reopenDuplicate(setId, reason),
          }),
        ),
      '重複の確認をやり直します。',
    );

  // Marks come fast from the keyboard: they are sent one after the other and none is lost while one is on its way.
  // A mark changes nothing else of the case, so that the screen need not read all of it again.
  /** The mark of each finding that was said last. */
  const lastMarks = new Map<string, symbol>();
  /** What was recorded last of each finding by this screen. */
  const taken = new Map<string, Partial<Finding>>();
  function markFinding(findingId: string, mark: Mark, note: string, evidence: Evidence | null): void {
    const mine = Symbol(mark);
    lastMarks.set(findingId, mine);
    const isLast = (): boolean => lastMarks.get(findingId) === mine;
    marking = marking.then(() => sendMark(findingId, mark, note, evidence, isLast));
  }
  async function sendMark(
    findingId: string,
    mark: Mark,
    note: string,
    evidence: Evidence | null,
    isLast: () => boolean = () => true,
  ): Promise<void> {
    const find = () => workbench.value?.judgement?.findings.find((one) => one.id === findingId);
    const meant = find();
    // Judged anew meanwhile, the same requirement has a finding of its own.
    const standing = () => meant && sameFinding(meant, workbench.value?.judgement?.findings ?? []);
    fault.value = null;
    try {
      const sent = { mark, note, evidence, markVersion: find()?.markVersion ?? 0 };
      const { markVersion } = await post<{ markVersion: number }>(`findings/${findingId}/mark`, sent).catch(
        async (error: unknown) => {
          await overtaken(error, `判断: ${meant ? wordsOfFinding(meant) : ''}`, saidOf(sent), {
            open: () => standing() !== undefined,
            redo: async () => {
              await sendMark(standing()?.id ?? findingId, mark, note, evidence);
              return fault.value === null;
            },
          });
          throw error;
        },
      );
      const finding = find();
      const said = { mark, markNote: note, evidence, markedByName: 'あなた' };
      taken.set(findingId, said);
      // One that was overtaken by the next mark is not shown any more; the next one builds upon it.
      if (finding) Object.assign(finding, isLast() ? said : {}, { markVersion });
      done.value = '判定の確認を記録しました。';
    } catch (error) {
      done.value = null;
      fault.value = faultOf(error);
      // The row shows again what is recorded, and holds the refused mark for nothing.
      const findings = workbench.value?.judgement?.findings ?? [];
      const at = findings.findIndex((one) => one.id === findingId);
      const stands = findings[at];
      if (stands && isLast()) (findings as Finding[])[at] = { ...stands, ...taken.get(findingId) };
    }
  }

  void open();
  return {
    workbench,
    fault,
    done,
    busy,
    put,
    act,
    markFinding,
    resolveDuplicate,
    reopenDuplicate,
    conflict,
    redo,
    accept,
    read,
    clearFault: () => (fault.value = null),
  };
}
