/** Conventional Commits with the rooms as scopes; `law` marks a change that follows a change of the rules we serve. */
export default {
  extends: ['@commitlint/config-conventional'],
  rules: {
    'type-enum': [
      2,
      'always',
      ['feat', 'fix', 'law', 'refactor', 'perf', 'test', 'docs', 'style', 'build', 'ci', 'chore', 'revert'],
    ],
    'scope-empty': [2, 'never'],
    'scope-enum': [
      2,
      'always',
      [
        'house',
        'schema',
        'extensions',
        'portal',
        'snapshots',
        'flows',
        'scripts',
        'tests',
        // The two rooms of `tests` that guard the database and the doors.
        'database',
        'security',
        'docs',
      ],
    ],
    'body-empty': [2, 'never'],
    'body-max-line-length': [0],
    'footer-max-line-length': [0],
    'header-max-length': [2, 'always', 100],
    'subject-case': [0],
  },
};
