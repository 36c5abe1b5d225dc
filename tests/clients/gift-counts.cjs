// How many questions gift-pegjs finds in each file that it can parse, for counts.py.
const { parse } = require("gift-pegjs");
const { readFileSync } = require("fs");
for (const file of process.argv.slice(2)) {
  try {
    const questions = parse(readFileSync(file, "utf8")).filter((one) => one.type !== "Category");
    console.log(`${file.split("/").pop()}\t${questions.length}`);
  } catch (why) {
    console.error(`${file.split("/").pop()}: gift-pegjs does not read it: ${String(why.message).split("\n")[0]}`);
  }
}
