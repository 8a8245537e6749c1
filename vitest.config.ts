import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { verbAddresses } from './portal/build/verbAddresses.ts';

/** Node flags that our own children run with as well; one worker never shares a process with another. */
const FORKS = { pool: 'forks', isolate: true } as const;

/** One office is 0.3 GB and one core at its start: two at a time. */
const OFFICE = {
  ...FORKS,
  globalSetup: ['tests/fixtures/built-screens.ts', 'tests/fixtures/global-setup.ts'],
  maxWorkers: 2,
  testTimeout: 60_000,
  hookTimeout: 300_000,
  environment: 'node' as const,
};

export default defineConfig({
  test: {
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
        },
      },
      {
        plugins: [vue(), verbAddresses()],
        test: { name: 'portal', include: ['portal/{src,tests}/**/*.test.ts'], environment: 'happy-dom' },
      },
      {
        test: {
          name: 'extension',
          include: ['extensions/grants/src/**/*.test.ts', 'scripts/src/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
        },
      },
      { test: { ...OFFICE, name: 'integration', include: ['tests/integration/**/*.test.ts'] } },
      { test: { ...OFFICE, name: 'security', include: ['tests/security/**/*.test.ts'] } },
      {
        test: {
          ...OFFICE,
          name: 'acceptance',
          include: ['tests/acceptance/**/*.test.ts'],
          testTimeout: 180_000,
        },
      },
    ],
  },
});
