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
    files: ['**/*.{ts,vue}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // tsc knows every name; the untyped rule does not know types.
      'no-undef': 'off',
      // The full-width space is a letter of Japanese typesetting.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }],
      // Text here is Japanese and counted by code points on purpose.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      'max-lines': ['error', { max: 300 }],
      // There is no enum here (erasableSyntaxOnly), and classes are errors only; these three compare every assignment.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
    },
  },
  {
    // The screens have a project of their own (DOM types, bundler resolution), which is not the nearest one.
    files: [
      'extensions/grants/src/{app,env.d}.ts',
      'extensions/grants/src/{desk,displays,interfaces,module}/**',
    ],
    languageOptions: {
      parserOptions: { projectService: false, project: ['extensions/grants/tsconfig.app.json'] },
    },
  },
  {
    files: ['**/*.vue'],
    // Without types: each component would have the whole programme checked anew. vue-tsc checks the types, and what
    // deserves more stands in a composable.
    extends: [
      tseslint.configs.disableTypeChecked,
      vue.configs['flat/recommended'],
      accessibility.configs['flat/recommended'],
    ],
    languageOptions: { parserOptions: { parser: tseslint.parser, projectService: false, project: false } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
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
  {
    files: ['**/*.test.ts'],
    rules: {
      // `expect(object.method)` never detaches anything.
      '@typescript-eslint/unbound-method': 'off',
      // What beforeAll sets is missing when beforeAll failed, whatever its type says.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
);
