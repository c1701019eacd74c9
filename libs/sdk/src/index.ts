export * from './client.js';
export * from './messages.js';
export * from './problem.js';
export * from './stream.js';
