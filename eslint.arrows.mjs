/**
 * Which room may import which. Arrows point one way; a room that is not listed for another is a lint error.
 * The app module and the bootstrap stand outside the rooms and may see all of them.
 */
const server = {
  config: [],
  problem: ['database'],
  database: ['config'],
  events: ['database'],
  'language-model': ['config', 'database', 'problem'],
  artifacts: ['config', 'database', 'problem'],
  uploads: ['problem'],
  tables: [],
  cards: ['database', 'problem', 'uploads'],
  templates: ['artifacts', 'database', 'problem', 'tables', 'uploads'],
  workflow: ['events', 'problem'],
  knowledge: ['database', 'events', 'language-model', 'problem', 'uploads', 'workflow'],
  workflows: ['workflow', 'cards', 'knowledge', 'language-model', 'templates', 'config', 'problem'],
  runs: ['config', 'database', 'events', 'problem', 'workflow', 'artifacts'],
  casts: ['database', 'problem', 'runs', 'uploads', 'workflow'],
  sessions: ['config', 'database', 'events', 'problem', 'workflow', 'artifacts'],
  exports: ['artifacts', 'cards', 'database', 'events', 'problem', 'tables', 'workflow'],
  provenance: ['database', 'events', 'problem', 'workflow'],
  retention: ['config', 'database', 'events', 'artifacts', 'sessions'],
  health: ['config', 'database', 'problem'],
  http: ['config', 'database', 'problem', 'workflow'],
  startup: ['config'],
};

const client = {
  api: [],
  shared: [],
  stream: ['api', 'shared'],
  exports: ['api', 'shared'],
  knowledge: ['api', 'shared'],
  markdown: [],
  search: ['shared'],
  templates: ['api', 'shared'],
  chat: ['api', 'exports', 'knowledge', 'markdown', 'shared', 'stream'],
  timeline: ['api', 'chat', 'shared'],
  'run-board': ['api', 'chat', 'exports', 'markdown', 'search', 'shared', 'stream', 'timeline'],
  embed: ['api', 'chat', 'run-board', 'shared', 'stream'],
  history: ['api', 'shared'],
  casts: ['api', 'character-profile', 'shared'],
  'character-profile': ['api', 'chat', 'run-board', 'history', 'knowledge', 'templates', 'shared'],
};

function rules(base, rooms) {
  return Object.entries(rooms).map(([room, allowed]) => {
    const forbidden = Object.keys(rooms).filter((other) => other !== room && !allowed.includes(other));
    return {
      files: [`${base}/${room}/**/*.ts`],
      ignores: ['**/*.spec.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: `^(\\.\\./)+(${forbidden.join('|')})/`,
                message: `${room}/ may import only: ${allowed.join(', ') || 'nothing of the other rooms'}.`,
              },
            ],
          },
        ],
      },
    };
  });
}

/** ESLint flat configs, one a room. */
export const arrows = [...rules('server', server), ...rules('client/src/app', client)];
