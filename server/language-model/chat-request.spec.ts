import { chatRequest } from './chat-request.js';
import type { ModelRequest } from './language-model.js';

const request = (model: string): ModelRequest => ({
  provider: 'p',
  model,
  messages: [{ role: 'user', content: 'x' }],
  temperature: 0.7,
  maxTokens: 16,
});
const openAi = { baseUrl: 'https://api.openai.com/v1' };

describe('the body of a call', () => {
  it('bounds the answer by the name that the provider knows', () => {
    expect(chatRequest(request('gpt-4o-mini'), openAi)).toMatchObject({ max_completion_tokens: 16 });
    expect(chatRequest(request('gpt-4o-mini'), openAi)).not.toHaveProperty('max_tokens');
    const ollama = chatRequest(request('llama'), { baseUrl: 'http://127.0.0.1:11434/v1' });
    expect(ollama).toMatchObject({ max_tokens: 16, temperature: 0.7 });
    expect(ollama).not.toHaveProperty('max_completion_tokens');
  });

  it.each(['o4-mini', 'gpt-5', 'gpt-5-nano'])(
    "sends no temperature to OpenAI's %s, which refuses it",
    (model) => {
      expect(chatRequest(request(model), openAi)).not.toHaveProperty('temperature');
    },
  );

  it.each(['gpt-4o-mini', 'gpt-5-chat-latest'])('sends the temperature to %s', (model) => {
    expect(chatRequest(request(model), openAi)).toMatchObject({ temperature: 0.7 });
  });
});
