package com.example.todos;

/** A todo as clients see it. */
record TodoView(String id, String title, boolean completed, Double order, String url) {}
