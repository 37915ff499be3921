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
  notebooklm: 'NotebookLM',
  'google-ai-mode': 'Google AI Mode',
  'github-copilot': 'GitHub Copilot',
  deepseek: 'DeepSeek',
  mistral: 'Le Chat',
  huggingchat: 'HuggingChat',
  openrouter: 'OpenRouter',
};

const PURPOSES = {
  training: 'Training a model',
  inference: 'Answering a person',
  search: 'Building a search index',
  advertising: 'Advertising',
  seo: 'Search engine optimisation',
  monitoring: 'Monitoring',
  archive: 'Archiving',
  feed: 'Reading a feed',
  social: 'Previewing a shared link',
  security: 'Security checks',
  research: 'Research',
  other: 'Something else',
};

export const sourceName = (source) => SOURCES[source] ?? words(source);
export const purposeName = (purpose) => (purpose ? (PURPOSES[purpose] ?? words(purpose)) : 'Not known');
