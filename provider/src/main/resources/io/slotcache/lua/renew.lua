--[[
  Grants the partition's lease anew after a full check: no other master can have been promoted, this one owns the term, and no hold is on.

  ARGV[1]  nonce of the lease as the caller saw it, "" for none     ARGV[2]  nonce of the new lease
  ARGV[3]  term to begin if one must begin, never used before       ARGV[4]  term to end, "" for none
  ARGV[5]  time to live of the lease, ms     ARGV[6]  hold, ms     ARGV[7]  contact that the master must have

  Returns {"lease", its value}, {"hold", ms left} or {"isolated"}.
]]
local lease = redis.call("GET", e)
if lease and ARGV[4] == "" and string.match(lease, "|([^|]*)$") ~= ARGV[1] then
  -- Granted since the caller looked; but one that outlived a lost c, or was copied from another master, must not reassure anybody.
  local own = redis.call("HMGET", c, "t", "n")
  if string.match(lease, "^[^|]*") == own[1] and own[2] == (identity()) then
    return {"lease", lease}
  end
end
local at = now()
local contact = inContact(at, ARGV[7])
local age, replicas = contactOf(ARGV[7])
if replicas then
  mark(at, age)
elseif not contact then
  return {"isolated"}
end
local owner = identity()
local v = redis.call("HMGET", c, "t", "n", "h", "hn")
local term = v[1]
if not term or v[2] ~= owner then
  -- Locks may have been lost with the old master or with c: outlast every writer that did not look again before its commit.
  if not v[3] or v[4] ~= owner then
    redis.call("HSET", c, "h", int(at + tonumber(ARGV[6])), "hs", int(at), "hn", owner)
    endLease()
    return {"hold", tonumber(ARGV[6])}
  end
  if at < tonumber(v[3]) then
    return {"hold", tonumber(v[3]) - at}
  end
  if not contact then
    return {"isolated"}
  end
  term = ARGV[3]
  redis.call("HSET", c, "t", term, "n", owner)
  redis.call("HDEL", c, "h", "hs", "hn")
elseif not contact then
  return {"isolated"}
elseif ARGV[4] == term then
  term = ARGV[3]
  redis.call("HSET", c, "t", term)
end

local first = redis.call("HGET", c, "d")
if first and tonumber(first) <= at then
  local all, earliest = redis.call("HGETALL", c), nil
  for i = 1, #all, 2 do
    local kind = string.sub(all[i], 1, 2)
    if kind == "l:" or kind == "R:" then
      for _, holder in ipairs(live(all[i], all[i + 1], at)) do
        earliest = math.min(earliest or holder.deadline, holder.deadline)
      end
    elseif kind == "h:" then
      local deadline = tonumber(all[i + 1])
      if deadline > at then
        earliest = math.min(earliest or deadline, deadline)
      else
        leaveTable(string.match(all[i], "^h:(.*)|(.*)$"))
      end
    end
  end
  if earliest then
    redis.call("HSET", c, "d", int(earliest))
  else
    redis.call("HDEL", c, "d")
  end
end

v = redis.call("HMGET", c, "s", "r")
endLease()
lease = term .. "|" .. (v[1] or "0") .. "|" .. (v[2] or "0") .. "|" .. ARGV[2]
redis.set_repl(redis.REPL_NONE)
redis.call("SET", e, lease, "PX", ARGV[5])
redis.set_repl(redis.REPL_ALL)
return {"lease", lease}
