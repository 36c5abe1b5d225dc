-- See editor.sh. Ends Neovim with 0, or with 1 at the first thing that is not as it should be.
local scratch = os.getenv("SCRATCH")
local SOON = 20000

local function say(text) io.stdout:write(text .. "\n") end

local function check(holds, what)
  if holds then return end
  say("FAILED: " .. what)
  vim.cmd("cquit 1")
  error(what)
end

local function written(name, text)
  local path = scratch .. "/" .. name
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
  return path
end

local function comes(what, holds)
  check(vim.wait(SOON, holds, 20), what)
end

local client


-- The set-up starts the server, or finds the one that runs.
local function edit(path)
  vim.cmd("edit! " .. vim.fn.fnameescape(path))
  local buffer = vim.api.nvim_get_current_buf()
  comes("the server starts", function() return #vim.lsp.get_active_clients() > 0 end)
  local clients = vim.lsp.get_active_clients()
  check(#clients == 1 and clients[1].name == "acquis" and vim.lsp.buf_is_attached(buffer, clients[1].id), "one server runs")
  client = clients[1].id
  return buffer
end

local function ask(buffer, method, line, column, more)
  local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = { line = line, character = column } }
  for key, value in pairs(more or {}) do params[key] = value end
  local began = vim.loop.hrtime()
  local answers = vim.lsp.buf_request_sync(buffer, method, params, SOON)
  local took = (vim.loop.hrtime() - began) / 1e6
  local answer = answers and answers[client]
  check(answer, method .. " is answered")
  return answer.result, took, answer.err
end

local function codes(buffer)
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do found[one.code or (one.user_data.lsp or {}).code or "?"] = one end
  return found
end

local function offers(items, label)
  for _, item in ipairs(items.items or items) do
    if item.label == label then return true end
  end
  return false
end

local function type_at(buffer, line, text)
  vim.api.nvim_buf_set_lines(buffer, line, line + 1, false, { text })
end

local HEAD = '[deck]\nid = "trade"\ntitle = "Trade"\n\n[sources.primer]\ntitle = "A primer"\n\n'
local DECK = HEAD .. [=[
[[institution]]
id = "commission"
name = "European Commission"
role = "negotiates trade agreements 😀"

[[short]]
id = "who"
ask = "Who consents, 😀, in the end?"
anser = "Parliament"
requires = ["commission"]
source = "primer"
]=]

-- Open, see, type, complete, hover.
local deck = edit(written("trade.toml", DECK))
comes("the misspelt key is told", function() return codes(deck)["unknown-key"] end)
check(codes(deck)["unknown-key"].lnum == 15, "at its line")
type_at(deck, 15, 'answer = "Parliament"')
comes("what was mended is told no longer", function() return not codes(deck)["unknown-key"] end)
type_at(deck, 15, 'answer = “Parliament”')
comes("curly quotes are told", function() return codes(deck)["curly-quotes"] end)
local range = { start = { line = 15, character = 0 }, ["end"] = { line = 15, character = 1 } }
local actions = ask(deck, "textDocument/codeAction", 15, 0, { range = range, context = { diagnostics = {} } })
local repair
for _, action in ipairs(actions) do
  if action.isPreferred then repair = action end
end
check(repair, "a repair is offered")
vim.lsp.util.apply_workspace_edit(repair.edit, "utf-16")
check(vim.api.nvim_buf_get_lines(deck, 15, 16, false)[1] == 'answer = "Parliament"', "and made")
comes("after it the deck is sound", function() return not codes(deck)["curly-quotes"] end)
local items = ask(deck, "textDocument/completion", 16, 14)
check(offers(items, "commission"), "ids are offered")
type_at(deck, 18, "[[")
check(offers(ask(deck, "textDocument/completion", 18, 2), "[[true_false]]"), "kinds are offered")
type_at(deck, 18, "")
local hover = ask(deck, "textDocument/hover", 13, 6)
check(hover.contents.value:find("Who consents, 😀, in the end?", 1, true), "the question is shown")
check(hover.contents.value:find("Parliament", 1, true), "with its answer")
-- Behind an astral character: columns of UTF-16.
check(ask(deck, "textDocument/hover", 14, 25), "a place behind an astral character")
local place = ask(deck, "textDocument/definition", 16, 15)
check(place[1].range.start.line == 8, "an id leads to its entry")
local changes = ask(deck, "textDocument/rename", 16, 15, { newName = "eu-commission" })
vim.lsp.util.apply_workspace_edit(changes, "utf-16")
local text = table.concat(vim.api.nvim_buf_get_lines(deck, 0, -1, false), "\n")
check(text:find('id = "eu-commission"\nwas = "commission"', 1, true), "a renamed entry says what it was called")
check(text:find('requires = ["eu-commission"]', 1, true), "and is named so elsewhere")
local listed = {}
for _, entry in ipairs(ask(deck, "textDocument/documentSymbol", 0, 0)) do listed[entry.name] = true end
check(listed["eu-commission"] and listed["who"], "entries are listed")
say("a deck with mistakes: as it should be")

-- What keys do: another Neovim with the same set-up, typed into.
local typist = vim.fn.jobstart({ vim.v.progpath, "--embed", "--headless", "-i", "NONE", "-n" }, { rpc = true })
local function typed(keys) vim.rpcrequest(typist, "nvim_input", keys) end
local function of_typist(expression) return vim.rpcrequest(typist, "nvim_eval", expression) end
vim.rpcrequest(typist, "nvim_command", "edit " .. vim.fn.fnameescape(written("typed.toml", HEAD .. "[[sho")))
comes("the server is there", function() return of_typist("luaeval('#vim.lsp.get_active_clients()')") == 1 end)
for _, one in ipairs({ { "GA", "[[short]]" }, { "oas", 'ask = ""' }, { "o[[d", "[[date]]" } }) do
  typed(one[1] .. "<C-x><C-o>")
  comes(one[2] .. " is put in", function() return of_typist("getline('$')") == one[2] end)
  typed("<C-y><Esc>")
end
check(not table.concat(of_typist("getline(1, '$')"), ""):find("\n", 1, true), "no line holds a NUL")
vim.fn.jobstop(typist)
say("keys: as they should be")

-- 1 000 entries: times while typing.
local entries = { HEAD }
for n = 1, 1000 do
  table.insert(entries, string.format(
    '[[short]]\nid = "e%d"\nask = "Which body of the Union looks after matter number %d of the treaty?"\nanswer = "Body number %d"\naccept = ["The %d"]\ntopics = ["t%d"]\nsource = { key = "primer", at = "p. %d" }\nwhy = "Because of article %d."\n\n',
    n, n, n, n, n % 20, n, n))
end
local large = edit(written("large.toml", table.concat(entries)))
comes("a large deck is checked", function() return #vim.diagnostic.get(large) > 0 end)
local slowest, all = {}, {}
for n = 1, 200 do
  local line = 7 + (n * 37 % 1000) * 9 + 2
  type_at(large, line, 'ask = "Which body looks after matter ' .. n .. ' of the treaty?"')
  for _, method in ipairs({ "completion", "hover", "documentSymbol" }) do
    local _, took = ask(large, "textDocument/" .. method, line - 1, 6)
    all[method] = all[method] or {}
    table.insert(all[method], took)
    slowest[method] = math.max(slowest[method] or 0, took)
  end
end
for method, times in pairs(all) do
  table.sort(times)
  say(string.format("1 000 entries, %s behind each of 200 edits: median %.1f ms, 95 of 100 %.1f ms, slowest %.1f ms",
    method, times[#times / 2], times[math.floor(#times * 0.95)], slowest[method]))
end

-- Hostile text.
local hostile = {
  '[deck\nid = "', "[[short]]\nid = 'a\nask = \"\"\"", "\239\187\191[deck]\r\nid=1\r", "[[[[[[", string.rep("[", 5000),
  "[deck]\nid = \"d\"\n" .. string.rep("[[short]]\n", 2000), "\226\128\174[[card]]\nid = \"\\u202e\"", "a = { b = [ \"c",
}
for n, bad in ipairs(hostile) do
  local buffer = edit(written("hostile" .. n .. ".toml", bad))
  for _, method in ipairs({ "completion", "hover", "definition", "documentSymbol", "codeLens" }) do
    ask(buffer, "textDocument/" .. method, 0, 3)
    ask(buffer, "textDocument/" .. method, 1, 0)
  end
  vim.cmd("bwipeout!")
end
say(#hostile .. " hostile texts: survived")

-- Many edits: memory.
local function memory()
  local pid = vim.fn.systemlist("pgrep -P " .. vim.fn.getpid() .. " -f 'acquis lsp'")[1]
  local file = assert(io.open("/proc/" .. pid .. "/status"))
  local status = file:read("*a")
  file:close()
  return tonumber(status:match("VmRSS:%s*(%d+)")) / 1024, pid
end
vim.cmd("buffer " .. large)
local before = memory()
local edits = tonumber(os.getenv("EDITS"))
for n = 1, edits do
  type_at(large, 9, 'ask = "Which body looks after matter ' .. n .. '?"')
  if n % 100 == 0 then ask(large, "textDocument/completion", 8, 6) end
end
ask(large, "textDocument/hover", 8, 6)
local after, pid = memory()
say(string.format("%d edits: %.1f MiB before, %.1f MiB after", edits, before, after))
check(after < before * 1.5 + 20, "memory stays")

-- Killed, started again.
vim.fn.system("kill -9 " .. pid)
comes("the end is noticed", function() return #vim.lsp.get_active_clients() == 0 end)
local again = edit(written("again.toml", DECK))
comes("a new one tells the same", function() return codes(again)["unknown-key"] end)
vim.lsp.stop_client(client)
comes("it ends when told to", function() return #vim.lsp.get_active_clients() == 0 end)
say("killed and started again: as it should be")
vim.cmd("qall!")
