export * from './columns.js';
export * from './cursor.js';
export * from './database.js';
export * from './prepared.js';
export * from './reality-check.js';
export * from './statements.js';
export * from './transaction-runner.js';
