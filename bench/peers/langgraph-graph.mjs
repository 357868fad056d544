import { MessagesAnnotation, StateGraph } from '@langchain/langgraph';
import { ChatOpenAI } from '@langchain/openai';

const model = new ChatOpenAI({
  model: 'any',
  apiKey: 'none',
  streaming: true,
  configuration: { baseURL: process.env.PROVIDER },
});

/** One node that asks the model. */
export const graph = new StateGraph(MessagesAnnotation)
  .addNode('write', async ({ messages }) => ({ messages: [await model.invoke(messages)] }))
  .addEdge('__start__', 'write')
  .compile();
