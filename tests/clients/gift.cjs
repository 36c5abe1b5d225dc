// gift-pegjs parses every question, and none of them becomes a description.
const { parse } = require("gift-pegjs");
const { readFileSync } = require("fs");
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  const questions = parse(text).filter((one) => one.type !== "Category");
  const expected = (text.match(/^\/\/ \[id:/gm) || []).length;
  const bad = questions.filter((one) => one.type === "Description");
  if (questions.length !== expected || bad.length > 0) {
    console.error(`${file}: ${questions.length} of ${expected} questions, ${bad.length} descriptions`);
    process.exit(1);
  }
  console.log(`gift-pegjs: ${file.split("/").pop()}: ${questions.length} questions`);
}
