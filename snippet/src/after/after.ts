import { enhance } from "./enhance";

const form = document.querySelector<HTMLFormElement>("form#after");
if (form) void enhance(form);
