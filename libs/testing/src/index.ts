export * from './actors.js';
export * from './checkers.js';
export * from './neighbours.js';
export * from './otlp-receiver.js';
export * from './stand-still.js';
export * from './test-database.js';
export * from './test-stack.js';
export * from './until.js';
