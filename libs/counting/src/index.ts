export { memoryLeft } from './memory-left.js';
export * from './separate-counter.js';
