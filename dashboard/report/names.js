// Names for the words reports use. An unknown word is shown as it is, made readable.

import { words } from '../view/format.js';

const SOURCES = {
  chatgpt: 'ChatGPT',
  claude: 'Claude',
  perplexity: 'Perplexity',
  gemini: 'Gemini',
  copilot: 'Copilot',
  'meta-ai': 'Meta AI',
  grok: 'Grok',
  you: 'You.com',
  phind: 'Phind',
  kagi: 'Kagi Assistant',
  'brave-leo': 'Brave Leo',
  'duckduckgo-ai': 'Duck.ai',
};

const PURPOSES = {
  training: 'Training a model',
  index: 'Building a search index',
  search: 'Building a search index',
  user_fetch: 'Answering a person right now',
  user: 'Answering a person right now',
  assistant: 'Answering a person right now',
  agent: 'Acting for a person',
};

export const sourceName = (source) => SOURCES[source] ?? words(source);
export const purposeName = (purpose) => (purpose ? (PURPOSES[purpose] ?? words(purpose)) : 'Not known');
