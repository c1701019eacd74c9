import 'reflect-metadata';
export * from './config.js';
export * from './lifecycle.js';
export * from './problem.js';
export * from './refusal.filter.js';
export { LOG } from './runtime.module.js';
export * from './service.js';
export * from './start-service.js';
export * from './validation.js';
