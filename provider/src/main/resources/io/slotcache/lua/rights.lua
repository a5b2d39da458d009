--[[
  Says which commands the user may not use or the server does not have, of all that the cache sends or its scripts call.

  Returns an array: "+<command>" may not be used, "?<command>" does not exist.
]]
-- Each with as many arguments as it takes: given fewer, Redis 7.0.15 reads past the last one, and crashes.
local commands = {
  {"get", e}, {"mget", e, c}, {"set", e, "x"}, {"del", e}, {"unlink", e}, {"getrange", e, "0", "1"}, {"strlen", e},
  {"pttl", e}, {"pexpire", e, "1"},
  {"hget", c, "x"}, {"hmget", c, "x"}, {"hgetall", c}, {"hset", c, "x", "x"}, {"hdel", c, "x"}, {"hincrby", c, "x", "1"},
  {"evalsha", "x", "2", c, e}, {"ping"}, {"time"}, {"info"}
}
-- Rules name these with their first argument.
local subcommands = {{"script", "load", "x"}, {"cluster", "nodes"}}

local lacking = {}

local function check(rule, command)
  local known, allowed = pcall(redis.acl_check_cmd, unpack(command))
  if not known then
    lacking[#lacking + 1] = "?" .. rule
  elseif not allowed then
    lacking[#lacking + 1] = "+" .. rule
  end
end

for _, command in ipairs(commands) do
  check(command[1], command)
end
for _, command in ipairs(subcommands) do
  check(command[1] .. "|" .. command[2], command)
end
-- To follow a slot that is moving. Without a cluster CLUSTER fails.
if type(redis.pcall("CLUSTER", "NODES")) == "string" then
  check("asking", {"asking"})
  check("eval", {"eval", "x", "2", c, e})
end
return lacking
