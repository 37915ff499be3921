// How a key is told from others without giving it away: `oat_pub_…x7Qd`.
export const keyHint = ({ prefix, last_four }) => `${prefix}…${last_four}`;
