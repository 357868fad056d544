import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from './configuration-error.js';
import { loadConfiguration } from './load-configuration.js';

describe('loadConfiguration', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'zzzero-configuration-'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function problemsOf(environment: Record<string, string>): Record<string, string> {
    try {
      loadConfiguration(root, environment);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return Object.fromEntries(error.problems.map(({ name, message }) => [name, message]));
    }
    return {};
  }

  it('writes offline on 127.0.0.1:7861 when nothing is configured', () => {
    const configuration = loadConfiguration(root, {});

    expect(configuration).toMatchObject({
      host: '127.0.0.1',
      port: 7861,
      dataDir: join(root, 'data'),
      databaseUrl: undefined,
      logLevel: 'info',
      defaultProvider: 'offline',
      offlineTokensPerSecond: 60,
      providerTimeoutMs: 60_000,
    });
    expect(configuration.providers).toEqual([
      expect.objectContaining({
        id: 'offline',
        sample: true,
        models: [{ id: 'sample-writer', reasoning: true }],
      }),
    ]);
  });

  it('is known to viewers by the name that it is given, or by its machine and process', () => {
    expect(loadConfiguration(root, { ZZZERO_REPLICA: 'web-2' }).replica).toBe('web-2');
    expect(loadConfiguration(root, {}).replica).toBe(`${hostname()}-${process.pid}`);
    expect(problemsOf({ ZZZERO_REPLICA: '/srv/web 2' })).toHaveProperty('ZZZERO_REPLICA');
  });

  it('names every wrong value at once', () => {
    const problems = problemsOf({
      PORT: '70000',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://db/x',
      ALLOW_UNAUTHENTICATED: 'perhaps',
      OFFLINE_TOKENS_PER_SECOND: '0',
      PROVIDER_TIMEOUT_MS: '1.5',
      OPENAI_BASE_URL: 'localhost:11434',
      EMBED_ORIGINS: 'https://portal.example.com/path',
    });

    expect(Object.keys(problems).sort()).toEqual([
      'ALLOW_UNAUTHENTICATED',
      'DATABASE_URL',
      'EMBED_ORIGINS',
      'LOG_LEVEL',
      'OFFLINE_TOKENS_PER_SECOND',
      'OPENAI_BASE_URL',
      'PORT',
      'PROVIDER_TIMEOUT_MS',
    ]);
    expect(problems['PORT']).toBe('must be a whole number from 0 to 65535, not "70000"');
  });

  it('reads .env, and lets the environment win', () => {
    writeFileSync(
      join(root, '.env'),
      'PORT=8000\nOPENAI_API_KEY="from the file" # mine\nDATA_DIR=elsewhere\n',
    );

    const configuration = loadConfiguration(root, { PORT: '9000' });

    expect(configuration.port).toBe(9000);
    expect(configuration.dataDir).toBe(join(root, 'elsewhere'));
    expect(configuration.providers[0]).toMatchObject({ id: 'openai', apiKey: 'from the file' });
    expect(configuration.defaultProvider).toBe('openai');
  });

  it('lets an empty variable switch off a key of .env', () => {
    writeFileSync(join(root, '.env'), 'OPENAI_API_KEY=sk-1\n');

    expect(loadConfiguration(root, { OPENAI_API_KEY: '' }).defaultProvider).toBe('offline');
  });

  it('takes a base URL without a key for a provider, as Ollama is one', () => {
    const [provider] = loadConfiguration(root, {
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
      OPENAI_MODEL: 'qwen3:8b, llama3',
    }).providers;

    expect(provider).toMatchObject({
      baseUrl: 'http://127.0.0.1:11434/v1',
      models: [{ id: 'qwen3:8b' }, { id: 'llama3' }],
    });
    expect(provider?.apiKey).toBeUndefined();
  });

  it('asks for a model where it cannot know one', () => {
    expect(problemsOf({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' })).toHaveProperty('OPENAI_MODEL');
  });

  it.each(['0.0.0.0', '192.168.1.5', '::'])('refuses to listen on %s without being told to', (HOST) => {
    expect(problemsOf({ HOST })).toHaveProperty('HOST');
    expect(loadConfiguration(root, { HOST, ALLOW_UNAUTHENTICATED: '1' }).host).toBe(HOST);
  });

  describe('PROVIDERS_FILE', () => {
    function write(content: unknown): Record<string, string> {
      writeFileSync(
        join(root, 'providers.json'),
        typeof content === 'string' ? content : JSON.stringify(content),
      );
      return { PROVIDERS_FILE: 'providers.json', SECRET: 'sk-2' };
    }

    it('adds providers after OPENAI_API_KEY, with the offline model last', () => {
      const environment = write([
        {
          id: 'deepseek',
          label: 'DeepSeek',
          base_url: 'https://api.deepseek.com/v1',
          api_key_env: 'SECRET',
          models: [{ id: 'r', reasoning: true, input_price: 4, output_price: 16, currency: 'CNY' }],
          max_concurrency: 2,
          requests_per_minute: 30,
        },
      ]);

      const { providers } = loadConfiguration(root, { ...environment, OPENAI_API_KEY: 'sk-1' });

      expect(providers.map(({ id }) => id)).toEqual(['openai', 'deepseek', 'offline']);
      expect(providers[1]).toEqual({
        id: 'deepseek',
        label: 'DeepSeek',
        baseUrl: 'https://api.deepseek.com/v1',
        apiKey: 'sk-2',
        models: [{ id: 'r', reasoning: true, inputPrice: 4, outputPrice: 16, currency: 'CNY' }],
        maxConcurrency: 2,
        requestsPerMinute: 30,
      });
    });

    it('names each wrong place by its path', () => {
      const problems = problemsOf(
        write([
          { id: 'Bad Id', base_url: 'ftp://x', api_key_env: 'NOT_SET', models: [] },
          { id: 'b', base_url: 'http://x', models: [{ id: 7 }], max_concurrency: 'many' },
          'text',
        ]),
      );

      expect(Object.keys(problems).sort()).toEqual([
        'PROVIDERS_FILE[0].api_key_env',
        'PROVIDERS_FILE[0].base_url',
        'PROVIDERS_FILE[0].id',
        'PROVIDERS_FILE[0].models',
        'PROVIDERS_FILE[1].max_concurrency',
        'PROVIDERS_FILE[1].models[0].id',
        'PROVIDERS_FILE[2]',
      ]);
    });

    it.each([
      ['is no JSON', '[', /cannot read/],
      ['is no array', '{}', /array/],
    ])('says so when it %s', (_case, content, message) => {
      expect(problemsOf(write(content))['PROVIDERS_FILE']).toMatch(message);
    });

    it('says so when it is missing', () => {
      expect(problemsOf({ PROVIDERS_FILE: 'nowhere.json' })['PROVIDERS_FILE']).toMatch(/nowhere\.json/);
    });

    it('refuses the same id twice', () => {
      const provider = { id: 'a', base_url: 'http://x', models: [{ id: 'm' }] };
      expect(problemsOf(write([provider, provider]))['PROVIDERS_FILE']).toMatch(/"a" is used twice/);
    });
  });
});
