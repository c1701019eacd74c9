export * from './client.js';
export * from './problem.js';
export * from './stream.js';
