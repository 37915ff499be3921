// Names the browser and system of a user agent, as a person would. Order matters: most browsers claim to be others too.

const BROWSERS = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const SYSTEMS = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

export function browserOf(userAgent) {
  if (!userAgent) return 'Unknown client';
  const browser = nameIn(BROWSERS, userAgent);
  const system = nameIn(SYSTEMS, userAgent);
  return browser ? [browser, system].filter(Boolean).join(' on ') : userAgent.split(/[\s/]/)[0];
}

const nameIn = (patterns, text) => patterns.find(([pattern]) => pattern.test(text))?.[1];
