export * from './contract.js';
export * from './calendar.js';
export * from './clock.js';
export * from './currency.js';
export * from './domain-error.js';
export * from './ids.js';
export * from './invariant.js';
export * from './money.js';
