import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { verbAddresses } from './portal/build/verbAddresses.ts';

/** Node flags that our own children run with as well; one worker never shares a process with another. */
const FORKS = { pool: 'forks', isolate: true } as const;

/** What is waited for comes when it comes: a wait gives up where something is wrong, not where a machine is busy. */
const UNHURRIED = {
  expect: { poll: { timeout: 60_000 } },
  testTimeout: 60_000,
  hookTimeout: 60_000,
} as const;

/**
 * What takes a minute or more by itself, the longest first; of those with practice cases only one among the first
 * four, since the others would wait until it has made them.
 */
const LONG_FILES = [
  'integration/start/start.test.ts',
  'acceptance/office/review.test.ts',
  'integration/configuration/pull.test.ts',
  'integration/start/production.test.ts',
  // Most of these waits for a clock; alone at the end it would be waited for.
  'acceptance/portal/session.test.ts',
  'acceptance/portal/every-state.test.ts',
  'integration/cases/mail.test.ts',
  'acceptance/office/dialogs.test.ts',
  'acceptance/office/payment.test.ts',
  'acceptance/office/doubt.test.ts',
  'acceptance/office/workbench.test.ts',
  'acceptance/portal/signed-in-pages.test.ts',
  'acceptance/portal/wizard-losses.test.ts',
  'integration/start/faults.test.ts',
  'acceptance/portal/reception-states.test.ts',
  'acceptance/portal/wizard-cases.test.ts',
  'integration/configuration.test.ts',
  'acceptance/portal/lighthouse.test.ts',
];

/**
 * Long files first, so that no core waits for one of them at the end. The others stand by the office they open, empty
 * or with practice cases, since a worker hands it on to a file that opens the same (tests/fixtures/office.ts).
 */
class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONG_FILES.findIndex((name) => moduleId.endsWith(name));
      if (found !== -1) return found;
      return LONG_FILES.length + Number(readFileSync(moduleId, 'utf8').includes('seed: true'));
    };
    return sorted.sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFilesFirst },
    // A test that passes without asserting anything tests nothing.
    expect: { requireAssertions: true },
    // Measured with the schema stage only: the rules are where an untested branch costs money.
    coverage: {
      provider: 'v8',
      include: ['schema/src/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text-summary'],
      reportsDirectory: '.data/tests/coverage',
      thresholds: { branches: 95 },
    },
    projects: [
      {
        test: {
          name: 'schema',
          include: ['schema/src/**/*.test.ts'],
          environment: 'node',
          // Pure rules leave nothing behind in a process, so that one worker may run many files.
          isolate: false,
          ...UNHURRIED,
        },
      },
      {
        plugins: [vue(), verbAddresses()],
        test: {
          name: 'portal',
          include: ['portal/{src,tests}/**/*.test.ts'],
          environment: 'happy-dom',
          // Making a DOM takes longer than most files; they share one, and each finds it as new.
          isolate: false,
          setupFiles: ['portal/tests/fresh.ts'],
          ...UNHURRIED,
        },
      },
      {
        plugins: [vue()],
        resolve: {
          alias: {
            '@directus/extensions-sdk': resolve(import.meta.dirname, 'tests/fixtures/admin-app.ts'),
            // The admin app brings its router along; for a component without it the portal's does.
            'vue-router': resolve(import.meta.dirname, 'portal/node_modules/vue-router'),
          },
        },
        test: {
          name: 'extension',
          include: ['extensions/grants/src/**/*.test.ts', 'scripts/src/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          ...UNHURRIED,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          environment: 'node',
          ...UNHURRIED,
        },
      },
      {
        test: {
          ...FORKS,
          name: 'office',
          // Files share nothing but modules, and an office is started by each anew: a worker reads the modules once.
          isolate: false,
          include: ['tests/{integration,security,acceptance}/**/*.test.ts'],
          globalSetup: 'tests/fixtures/global-setup.ts',
          setupFiles: ['tests/fixtures/on-failure.ts'],
          environment: 'node',
          // Twice the cores the run is measured on: with three, these wait a quarter of the time for browsers and clocks.
          maxWorkers: 4,
          ...UNHURRIED,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
