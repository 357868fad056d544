// Loaded first: CommonJS packages would otherwise require() Nest's ES modules in the middle of a cycle.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
