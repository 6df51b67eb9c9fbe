import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';
import datesInWords from './scripts/lint-dates.mjs';

const nodeBuiltins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'donnees/',
      'coverage/',
      'api/client/schema.d.ts',
      'demarches/schema/introspection.d.ts',
    ],
  },
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-console': 'off',
      eqeqeq: 'error',
    },
  },
  {
    // What people read: sentences of the law, of the API, of the records, of letters and pages.
    files: ['{domain,api,records,tresorerie,documents,activities,caisse,console}/**/*.{ts,tsx}'],
    plugins: { ess: { rules: { 'dates-in-words': datesInWords } } },
    rules: { 'ess/dates-in-words': 'error' },
  },
  {
    // Workflow code is replayed: no Node built-ins, no clock but the workflow's (Date is replaced by the SDK).
    files: ['workflows/**/*.ts', 'domain/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: nodeBuiltins.map((name) => ({ name, message: 'Not in replayed code.' })) },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setInterval', 'fetch', 'require'],
    },
  },
  {
    // The law knows no clock at all: `maintenant` is an argument.
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'setInterval', 'fetch', 'require', 'Date'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    // The one place of the law where `Date` computes; it does not tell the time there either.
    files: ['domain/calendrier/calendrier.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'setInterval', 'fetch', 'require'],
      'no-restricted-syntax': [
        'error',
        ...[
          'NewExpression[callee.name="Date"][arguments.length=0]',
          'CallExpression[callee.name="Date"]',
          'MemberExpression[object.name="Date"][property.name="now"]',
        ].map((selector) => ({ selector, message: 'The law knows no clock: `maintenant` is an argument.' })),
      ],
    },
  },
  {
    // An answer of GraphQL has the shape of the question, which stands beside what is expected of it.
    files: ['test/local/demarche-numerique/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
);
