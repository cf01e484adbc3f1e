package com.example.todos;

/** A todo as it is kept. An order of null is none. */
record Todo(String id, String title, boolean completed, Double order) {}
