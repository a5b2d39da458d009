/* SPDX-License-Identifier: Apache-2.0
   Copyright the SlotCache authors

   Query results: one table, WRITERS transactions that change it, STORERS sessions that run the query and store its result with their stamp of the tables'
   partition, one session that finds a result and asks whether it is up to date: the control hash first, the lease second, on whatever nodes answer.

   Property: a result that counts as up to date is no older than the last commit before the session began.

   Abstractions beyond partition.pml's and slotcache.pml's: a result lies in another partition, which can lose it or bring an older one back; its put
   is refused by nothing here, since whether it counts is decided when it is found. It is kept or replaced at will. */

#ifndef WRITERS
#define WRITERS 1
#endif
#ifndef STORERS
#define STORERS 2
#endif

/* Rules; as built. */
#ifndef TABLE_LOCK
#define TABLE_LOCK 1    /* 0: the table is marked as changed after the commit; 2: before it */
#endif
#ifndef RECHECK
#define RECHECK 1
#endif
#ifndef RESULT_STAMP
#define RESULT_STAMP 1  /* a result has its session's stamp; 0: the stamp of when it is stored */
#endif
#ifndef UNLOCK_BUMPS
#define UNLOCK_BUMPS 1  /* a table's unlock is an invalidation too, after a rollback as well */
#endif
#ifndef HASH_FIRST
#define HASH_FIRST 1    /* the control hash is read before the lease */
#endif
#ifndef HOLDER_FIELDS
#define HOLDER_FIELDS 1 /* each holder has a field, and only who had one is counted off (decision 0012); 0: an unlock counts off whoever it is */
#endif
#ifndef LOOK_AT_LOCK
#define LOOK_AT_LOCK 1  /* a result of a locked table does not count */
#endif

#define SESSIONS (WRITERS + STORERS)

byte db = 1;
byte count[2];          /* l:<table>, what readers look at; held is h:<table>|<lock id> of each */
byte result, by;        /* what is stored: its value, 0 for none, and whose stamp it has */

#define VOID_ENTRIES(n) skip
#define CLEAR_MORE(n) count[n] = 0
#define COPY_MORE count[other] = count[legit]
#define COPY_LEASE skip
#define KEPT_LEASE skip
#define DROP_MORE(n) count[n] = 0
#define LOSE_MORE count[legit] = 0
#define LEASE_SHOWS_ALL(n) skip

#include "partition.pml"

inline touchTable(n) { invalidated(n); refresh(n); prove(n) }

inline lockTable(n, i) {
  if
  :: held[n] & bit(i)
  :: else -> held[n] = held[n] | bit(i); count[n]++; invalidated(n)
  fi;
  refresh(n);
  prove(n)
}

/* leaveTable() */
inline unlockTable(n, i) {
  if
  :: (held[n] & bit(i)) || (!HOLDER_FIELDS && count[n] > 0) -> held[n] = held[n] & ~bit(i); count[n]--
  :: else
  fi;
  if
  :: UNLOCK_BUMPS -> invalidated(n)
  :: else
  fi;
  refresh(n)
}

proctype Writer(byte i) {
  do
#if TABLE_LOCK == 1
  :: atomic { phase[i] == 0 || phase[i] == 3 -> pickWriter(); lockTable(n_, i); phase[i] = proven_ }
#elif TABLE_LOCK == 0
  :: atomic { phase[i] == 0 -> phase[i] = 1 }
#else
  :: atomic { phase[i] == 0 -> pickWriter(); touchTable(n_); phase[i] = proven_ }
#endif
  :: atomic { checked(i) -> phase[i] = 3 }
  :: atomic { checked(i) || (phase[i] == 3 && !RECHECK) -> db++; break }
  :: break
  :: goto ended
  od;
  phase[i] = 0;
  if
#if TABLE_LOCK == 1
  :: atomic { pickWriter(); unlockTable(n_, i) }
#elif TABLE_LOCK == 0
  :: atomic { pickWriter(); touchTable(n_) }
#endif
  :: true
  fi;
ended:
  phase[i] = 0
}

proctype Storer(byte i) {
  byte value;
#if RESULT_STAMP
  atomic { takeStamp(i); value = db };
#else
  value = db;
  atomic { takeStamp(i) };
#endif
  atomic { result = value; by = i; value = 0 }
}

#define upToDate(n) ((count[n] == 0 || !LOOK_AT_LOCK) && (fresh[n] & bit(found)))

proctype Asker() {
  byte floor, value, found, term;
  atomic { floor = db };
  atomic { result != 0 -> value = result; found = by };
#if HASH_FIRST
  if
  :: atomic { t[legit] != 0 && upToDate(legit) -> term = t[legit] }
  :: atomic { deposed != 0 && t[other] != 0 && upToDate(other) -> term = t[other] }
  fi;
  if
  :: leased(legit) && t[legit] == term
  :: leased(other) && t[other] == term
  fi;
#else
  if
  :: atomic { leased(legit) && t[legit] != 0 -> term = t[legit] }
  :: atomic { leased(other) && t[other] != 0 -> term = t[other] }
  fi;
  if
  :: atomic { t[legit] == term && upToDate(legit) }
  :: atomic { deposed != 0 && t[other] == term && upToDate(other) }
  fi;
#endif
  assert(value >= floor)
}

/* renew finds them; until it does, a table stays locked. */
proctype Locks() {
end:
  do
  :: atomic { (held[legit] & 1) && (!checked(0) || !BOUNDED) -> unlockTable(legit, 0) }
#if WRITERS > 1
  :: atomic { (held[legit] & 2) && (!checked(1) || !BOUNDED) -> unlockTable(legit, 1) }
#endif
  od
}

init {
  atomic {
    me[0] = 1; owner[0] = 1; t[0] = 1; lease[0] = 1; line[0] = 1;
    run Writer(0);
#if WRITERS > 1
    run Writer(1);
#endif
    run Storer(WRITERS);
#if STORERS > 1
    run Storer(WRITERS + 1);
#endif
    run Asker();
    run Locks();
    run Shard()
  }
}
