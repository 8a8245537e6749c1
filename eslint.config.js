import js from '@eslint/js';
import vue from 'eslint-plugin-vue';
import accessibility from 'eslint-plugin-vuejs-accessibility';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Which way dependencies point: schema <- extensions, portal, tests, scripts; nothing imports extensions. */
const onlyThroughTheDoor = {
  group: ['@grant/schema/*', '**/schema/src/**'],
  message: 'Rooms reach the rules through their one door: import from @grant/schema.',
};
const noExtensions = {
  group: ['directus-extension-grants', '**/extensions/grants/**'],
  message: 'Nothing imports the extensions room; meet it over HTTP.',
};
const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const NODE_GLOBALS = Object.fromEntries(
  [
    'process',
    'console',
    'Buffer',
    'URL',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'module',
    '__dirname',
  ].map((name) => [name, 'readonly']),
);

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    // Types of a package that another program provides; no project of ours compiles them.
    'stubs/**/*.d.ts',
    '**/dist/',
    'extensions/grants/server/',
    '**/.dist-*/',
    '**/coverage/',
    '**/.data/',
    'schema/reports/',
    '**/.stryker-tmp/',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: NODE_GLOBALS },
    rules: { 'no-console': 'error' },
  },
  {
    // What has to know types is oxlint's part (.oxlintrc.json): the same rules on the native compiler, ten times as fast.
    files: ['**/*.{ts,vue}'],
    extends: [tseslint.configs.strict],
    rules: {
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // tsc knows every name; the untyped rule does not know types.
      'no-undef': 'off',
      // The full-width space is a letter of Japanese typesetting.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }],
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    files: ['**/*.vue'],
    // vue-tsc checks the types, and what deserves more stands in a composable.
    extends: [vue.configs['flat/recommended'], accessibility.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // The full-width space is a letter of Japanese typesetting; the rule for templates knows text from code.
      'no-irregular-whitespace': 'off',
      'vue/no-irregular-whitespace': [
        'error',
        { skipStrings: true, skipTemplates: true, skipHTMLTextContents: true, skipHTMLAttributeValues: true },
      ],
      // Layout is prettier's business.
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/no-v-html': 'error',
      // A label that stands beside its control and names it by `for` is as good as one around it.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    files: ['schema/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      ...forbid({
        regex: '^(?!\\.{1,2}/|zod$).*',
        message: 'The rules are pure: they import zod and each other, nothing else.',
      }),
      'no-restricted-globals': ['error', 'process', 'fetch', 'console', 'setTimeout', 'setInterval'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The clock is an argument.',
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'The clock is an argument.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'No chance in rules.',
        },
      ],
    },
  },
  {
    files: ['extensions/**/*.{ts,vue}'],
    rules: forbid(onlyThroughTheDoor, {
      group: ['@grant/portal', '@grant/scripts', '@grant/tests', '**/portal/**', '**/scripts/src/**'],
      message: 'The extensions know the rules and Directus only.',
    }),
  },
  {
    files: ['portal/**/*.{ts,vue}'],
    rules: forbid(onlyThroughTheDoor, noExtensions, {
      group: ['@grant/scripts', '@grant/scripts/*', '@grant/tests', 'node:*'],
      message: 'The portal runs in a browser and knows the rules only.',
    }),
  },
  {
    files: ['tests/**/*.ts', 'scripts/**/*.ts'],
    rules: forbid(onlyThroughTheDoor, noExtensions),
  },
  {
    files: ['portal/vite.config.ts', 'portal/{build,tests}/**/*.ts', 'extensions/grants/vite*.config.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
